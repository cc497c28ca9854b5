/** Where people reach Minka from outside: as the settings say, else as whoever asks has reached it. */
export class PublicAddress {
  /** @param given without a slash at its end */
  constructor(private readonly given: string | undefined) {}

  /** @returns an address without a slash at its end: `https://minka.example.org` */
  of(request: { protocol: string; get(name: 'host'): string | undefined }): string {
    return this.given ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
  }
}
