import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { LocatedAt } from '../http/envelope.js';

type Schema =
  Exclude<Parameters<typeof ApiResponse>[0], undefined> extends infer Options
    ? Options extends { schema: infer S }
      ? S
      : never
    : never;

function envelope(data: Schema, pagination?: Schema): Schema {
  return {
    type: 'object',
    required: ['success', 'data', ...(pagination ? ['pagination'] : []), 'message', 'timestamp'],
    properties: {
      success: { type: 'boolean', enum: [true] },
      data,
      ...(pagination && { pagination }),
      message: { type: 'string' },
      timestamp: { type: 'string', format: 'date-time' },
    },
  };
}

function answer(
  status: number,
  view: Type,
  summary: string,
  schema: Schema,
  headers = {},
): MethodDecorator {
  return applyDecorators(
    HttpCode(status),
    ApiExtraModels(view),
    ApiOperation({ summary }),
    ApiResponse({ status, description: summary, schema, headers }),
  );
}

const LINKS = {
  Link: {
    description: 'Where the list begins, ends and goes on: first, prev, next, last (RFC 8288)',
    schema: { type: 'string' },
  },
} as const;
const PAGE: Schema = { $ref: '#/components/schemas/Pagination' };
const STRETCH: Schema = { $ref: '#/components/schemas/StretchPagination' };

const partOf = (view: Type, summary: string, pagination: Schema): MethodDecorator =>
  answer(200, view, summary, envelope(many(view), pagination), LINKS);

const one = (view: Type): Schema => ({ $ref: getSchemaPath(view) });
const many = (view: Type): Schema => ({ type: 'array', items: one(view) });

/** Answers 200 with one thing. */
export const One = (view: Type, summary: string): MethodDecorator =>
  answer(200, view, summary, envelope(one(view)));

/** Answers 200 with all of a short list. */
export const ListOfAll = (view: Type, summary: string): MethodDecorator =>
  answer(200, view, summary, envelope(many(view)));

/** Answers 200 with one page of a list. */
export const PageOf = (view: Type, summary: string): MethodDecorator => partOf(view, summary, PAGE);

/** Answers 200 with one page of a list or, with a cursor, with a stretch of it. */
export const PageOrStretchOf = (view: Type, summary: string): MethodDecorator =>
  partOf(view, summary, { oneOf: [PAGE, STRETCH] });

/** Answers 200 with a stretch of a list. */
export const StretchOf = (view: Type, summary: string): MethodDecorator =>
  partOf(view, summary, STRETCH);

/** Answers 201 with what was made; it is found below `path`, where that is given. */
export const Created = (view: Type, summary: string, path?: string): MethodDecorator =>
  applyDecorators(
    ...(path === undefined ? [] : [LocatedAt(path)]),
    answer(201, view, summary, envelope(one(view))),
  );

/** Answers 202: it was taken in and will be worked on. */
export const Accepted = (view: Type, summary: string): MethodDecorator =>
  answer(202, view, summary, envelope(one(view)));

/** Answers 204: it is gone. */
export const Gone = (summary: string): MethodDecorator =>
  applyDecorators(
    HttpCode(204),
    ApiOperation({ summary }),
    ApiResponse({ status: 204, description: summary }),
  );

const NOT_MODIFIED = { status: 304, description: 'What If-None-Match names is still right' };
const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

/** Answers 200 with the bytes of a file, whatever its type, and 206 with a range of them. */
export const Bytes = (summary: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ...[200, 206].map((status) =>
      ApiResponse({
        status,
        description: summary,
        content: { 'application/octet-stream': BINARY },
      }),
    ),
    ApiResponse(NOT_MODIFIED),
  );

/** Answers 200 with a calendar. */
export const CalendarText = (summary: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({
      status: 200,
      description: summary,
      content: { 'text/calendar': { schema: { type: 'string' } } },
    }),
    ApiResponse(NOT_MODIFIED),
  );

/** Answers 200 with a picture. */
export const Picture = (summary: string): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({
      status: 200,
      description: summary,
      content: { 'image/svg+xml': BINARY, 'image/png': BINARY },
    }),
    ApiResponse(NOT_MODIFIED),
  );
