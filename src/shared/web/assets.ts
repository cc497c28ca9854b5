/** @returns the address of an asset, with its hash: `/assets/1f2e3d4c/css/app.css` */
export function assetUrl(name: string): string {
  return `/assets/dev/${name}`;
}

/** Forgets what was read, so that the next request reads the files again (development). */
export function forgetAssets(): void {
}
