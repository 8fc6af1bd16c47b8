import { join } from 'node:path';
import type { Assets } from '../core/cloud.ts';

/** An asset manifest as the CDK writes it. docs.aws.amazon.com/cdk/v2/guide/deploy.html */
export interface AssetManifest {
  readonly files?: Readonly<Record<string, AssetFile>>;
}

interface AssetFile {
  readonly source: { readonly path: string };
  readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
}

export interface AssetRegistry extends Assets {
  /** Adds the files of one manifest, whose paths are relative to the assembly's directory. */
  add(assemblyDirectory: string, manifest: AssetManifest): void;
}

/** Assets are found by key alone: the CDK makes it of the content's hash, so it is the same in every bucket. */
export function makeAssets(): AssetRegistry {
  const paths = new Map<string, string>();
  return {
    add: (assemblyDirectory, manifest) => {
      for (const file of Object.values(manifest.files ?? {})) {
        for (const { objectKey } of Object.values(file.destinations))
          paths.set(objectKey, join(assemblyDirectory, file.source.path));
      }
    },
    resolve: (_bucket, key) => paths.get(key),
  };
}
