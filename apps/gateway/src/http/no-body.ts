/** A request that carries nothing but its path. */
export class NoBody {}
