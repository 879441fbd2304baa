import { ApiSchema } from '@nestjs/swagger';

/** A request that carries nothing but its path. */
@ApiSchema({ description: 'Nothing; the path says it all' })
export class NoBody {}
