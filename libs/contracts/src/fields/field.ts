import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsOptional, ValidateIf } from 'class-validator';
import type { ContractClass } from '../envelope/event-contract.js';

/** The part of JSON Schema that contracts use. */
export interface FieldSchema {
  type?: string;
  format?: string;
  description?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  enum?: readonly string[];
  default?: unknown;
  examples?: readonly unknown[];
  items?: FieldSchema;
  oneOf?: readonly FieldSchema[];
  additionalProperties?: boolean | FieldSchema;
  /** The class of a nested object, resolved late so that classes may refer to each other. */
  of?: () => ContractClass;
}

/** What every field may say of itself. */
export interface FieldOptions {
  optional?: boolean;
  nullable?: boolean;
  description?: string;
  example?: unknown;
  default?: unknown;
}

/** One declared field of a contract class. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly schema: FieldSchema;
}

const KEY = Symbol('fields');

/** The declared fields of a contract class, its parents' first. */
export function fieldsOf(contract: ContractClass): readonly Field[] {
  return (Reflect.getMetadata(KEY, contract.prototype as object) as Field[] | undefined) ?? [];
}

function remember(field: Omit<Field, 'name'>): PropertyDecorator {
  return (target, name) => {
    const known = (Reflect.getMetadata(KEY, target) as Field[] | undefined) ?? [];
    Reflect.defineMetadata(KEY, [...known, { name: String(name), ...field }], target);
  };
}

function asApiProperty(
  schema: FieldSchema,
  options: FieldOptions,
  list: boolean,
): PropertyDecorator {
  const { of, items, ...plain } = schema;
  const nested = of ?? items?.of;
  return ApiProperty({
    // Swagger takes a function for a late type only when it is called `type`.
    ...(nested ? { type: () => nested(), isArray: list } : plain),
    ...(items && !nested ? { items } : {}),
    required: options.optional !== true,
    ...(options.nullable ? { nullable: true } : {}),
    ...(options.description ? { description: options.description } : {}),
    ...('example' in options ? { example: options.example } : {}),
    ...('default' in options ? { default: options.default } : {}),
  } as ApiPropertyOptions);
}

/** Declares a field once for validation, for OpenAPI and for AsyncAPI. */
export function field(
  schema: FieldSchema,
  options: FieldOptions,
  ...checks: PropertyDecorator[]
): PropertyDecorator {
  const described = {
    ...schema,
    ...(options.description && { description: options.description }),
    ...('default' in options && { default: options.default }),
    ...('example' in options && { examples: [options.example] }),
  };
  return applyDecorators(
    remember({
      required: options.optional !== true,
      nullable: options.nullable === true,
      schema: described,
    }),
    asApiProperty(schema, options, schema.type === 'array'),
    ...(options.optional && options.nullable ? [IsOptional()] : []),
    ...(options.optional && !options.nullable
      ? [ValidateIf((_, value) => value !== undefined)]
      : []),
    ...(!options.optional && options.nullable ? [ValidateIf((_, value) => value !== null)] : []),
    ...checks,
  );
}
