import { IsOptional, IsUrl, MaxLength } from 'class-validator';

/** What QR labels say. */
export class LabelsConfig {
  /** What a label's token is put behind; the gateway's own lookup, as it was asked, when not given. */
  @IsOptional()
  @MaxLength(200)
  @IsUrl(
    { protocols: ['http', 'https'], require_protocol: true, require_tld: false },
    { message: 'must be an address like https://plant.example/e' },
  )
  qrBaseUrl?: string = undefined;
}
