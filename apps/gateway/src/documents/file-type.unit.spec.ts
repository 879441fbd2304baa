import { deflateRawSync } from 'node:zlib';
import { findType } from './file-type.js';

/** A ZIP that begins with one compressed entry; what follows is cut off, as in the head of a file. */
function zipOf(name: string, text: string): Buffer {
  const content = deflateRawSync(text);
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004', 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt32LE(text.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), content, zipEntry('word/document.xml')]);
}

function zipEntry(name: string): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004', 'latin1');
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name)]);
}

const office = (kind: string): Buffer =>
  zipOf(
    '[Content_Types].xml',
    `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.${kind}.main+xml"/></Types>`,
  );

const mp4 = Buffer.from('00000018667479706d70343200000000', 'hex');
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('what the first bytes of a file say that it is', () => {
  it.each<[string, Buffer, string, string]>([
    ['application/pdf', Buffer.from('%PDF-1.7\n'), 'pdf', 'application/pdf'],
    ['application/pdf', Buffer.from('%PDF-1.7\n'), '', ''],
    ['image/png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'png', 'image/png'],
    ['image/jpeg', Buffer.from('ffd8ffe000104a4649460001', 'hex'), 'jpeg', 'image/jpg'],
    ['image/gif', Buffer.from('GIF89a\u0001\u0000'), 'gif', 'image/gif'],
    ['image/webp', Buffer.from('RIFF\u0010\u0000\u0000\u0000WEBPVP8 '), 'webp', ''],
    ['video/mp4', mp4, 'mp4', 'video/mp4'],
    [WORD, office('wordprocessingml.document'), 'docx', WORD],
    [EXCEL, office('spreadsheetml.sheet'), 'xlsx', ''],
    ['image/vnd.dwg', Buffer.from('AC1027\u0000\u0000\u0000'), 'dwg', 'application/acad'],
    ['image/vnd.dxf', Buffer.from('999\r\nmade by\r\n  0\r\nSECTION\r\n'), 'dxf', 'text/plain'],
    ['text/csv', Buffer.from('a;b\r\n1;2\r\n'), 'csv', 'application/vnd.ms-excel'],
    ['text/plain', Buffer.from('Drehzahl prüfen'), 'txt', 'text/plain; charset=utf-8'],
    ['text/plain', Buffer.from('Drehzahl pr\xfcfen', 'latin1'), 'txt', ''],
  ])('%s', async (mediaType, head, ending, declared) => {
    expect(await findType(head, ending, declared)).toMatchObject({ kind: 'taken', mediaType });
  });

  it.each<[string, Buffer, string, string]>([
    ['another ending', Buffer.from('%PDF-1.7\n'), 'png', ''],
    ['another declared type', Buffer.from('%PDF-1.7\n'), 'pdf', 'image/png'],
    ['a page', Buffer.from('<!doctype html>'), 'html', 'text/html'],
    ['a page called text', Buffer.from('<!doctype html>'), 'txt', 'text/html'],
    ['a drawing with scripts', Buffer.from('<?xml version="1.0"?><svg/>'), 'svg', ''],
    ['a program', Buffer.from('MZ\u0090\u0000\u0003'), '', ''],
    ['a script called csv', Buffer.from('#!/bin/sh\u0000'), 'csv', ''],
    ['an archive', Buffer.from('PK\u0003\u0004'), 'docx', ''],
    ['nothing', Buffer.alloc(0), 'txt', ''],
  ])('is refused for %s', async (_, head, ending, declared) => {
    expect(await findType(head, ending, declared)).toMatchObject({ kind: 'refused' });
  });
});
