import { IsInt, Max, Min } from 'class-validator';

/** How large a file may be that somebody sends. */
export class UploadsConfig {
  /** Of pictures. */
  @IsInt() @Min(1) @Max(2_000) documentsMaxPhotoMb = 25;

  /** Of everything else. */
  @IsInt() @Min(1) @Max(2_000) documentsMaxMb = 100;
}
