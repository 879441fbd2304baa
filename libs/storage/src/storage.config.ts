import {
  IsBoolean,
  IsOptional,
  IsUrl,
  Matches,
  MinLength,
  ValidateBy,
  type ValidationArguments,
} from 'class-validator';

/** One of the two ways to store, and all of what it needs. */
const oneOfBoth = (): PropertyDecorator =>
  ValidateBy({
    name: 'oneOfBoth',
    validator: {
      validate: (directory: unknown, args?: ValidationArguments) => {
        const { storageS3Bucket } = (args?.object ?? {}) as StorageConfig;
        return (directory === '') === (storageS3Bucket !== undefined);
      },
      defaultMessage: () => 'set this or STORAGE_S3_BUCKET, and not both',
    },
  });

/** Where files are kept: in a directory, or in a bucket of a server that speaks S3. */
export class StorageConfig {
  /** The same for every agent that stores or reads files. */
  @oneOfBoth() storageDirectory = '';

  @IsOptional() @MinLength(3) storageS3Bucket?: string = undefined;

  /** Of a server other than Amazon's, such as https://minio.plant.example. */
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  storageS3Endpoint?: string = undefined;

  @MinLength(1) storageS3Region = 'us-east-1';

  /** Names the bucket in the path instead of the host name. */
  @IsBoolean() storageS3PathStyle = false;

  /** Both or none: without them the SDK looks for the credentials of its surroundings. */
  @IsOptional() @MinLength(1) storageS3AccessKeyId?: string = undefined;
  @IsOptional() @MinLength(1) storageS3SecretAccessKey?: string = undefined;
}

/** Who looks through what is uploaded. */
export class ScannerConfig {
  /** `none`, or where clamd listens: `host:port`. */
  @Matches(/^(none|[A-Za-z0-9.-]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5})$/, {
    message: 'must be none, or host:port of clamd',
  })
  documentsScanner = 'none';
}
