import { emitShape } from './emit-shape.ts';
import type { JudgedVersion } from './judge-versions.ts';
import { emitInterface } from './emit-types.ts';
import type { ContractSource, ContractVersionSource } from '@tidings/event-schemas';

/** The module that a contract is imported as: its types, and the contract itself. */
export function emitIndex(contract: ContractSource, judged: readonly JudgedVersion[], eventsSource: string): string {
  const { owner, type, versions } = contract;
  const name = type.charAt(0).toLowerCase() + type.slice(1);
  const shape = `EventContract<'${owner}', '${type}', { ${versions.map((each) => `${each.version}: ${dataType(type, each)}`).join('; ')} }>`;
  return [
    `import type { EventContract } from '${eventsSource}/contract.ts';`,
    `import { defineContract } from '${eventsSource}/contract.ts';`,
    ...versions.map(
      ({ version }) => `import { validate as validateV${version} } from './generated/validate-v${version}.ts';`,
    ),
    ...versions.flatMap(({ version, hasUpcast, hasDowncast }) => [
      ...(hasUpcast ? [`import { upcast as upcastV${version} } from './upcast-v${version}.ts';`] : []),
      ...(hasDowncast ? [`import { downcast as downcastV${version} } from './downcast-v${version}.ts';`] : []),
    ]),
    '',
    ...versions.map((each) => emitInterface(dataType(type, each), each.model)),
    `/** ${versions.at(-1)?.schema.description ?? ''} */`,
    `export const ${name}: ${shape} = defineContract({`,
    `  source: '${owner}',`,
    `  type: '${type}',`,
    '  versions: [',
    ...judged.flatMap((each) => emitVersion(each)),
    '  ],',
    '});',
    '',
  ].join('\n');
}

function dataType(type: string, { version }: ContractVersionSource): string {
  return `${type}V${version}`;
}

function emitVersion({ source, readableFrom, unreadable, examples }: JudgedVersion): readonly string[] {
  const { version, model, hasUpcast, hasDowncast } = source;
  const upcast = hasUpcast ? `, upcast: upcastV${version}` : '';
  const downcast = hasDowncast ? `, downcast: downcastV${version}` : '';
  return [
    '    {',
    `      version: ${version}, readableFrom: ${readableFrom}, validate: validateV${version}${upcast}${downcast},`,
    ...(unreadable.size === 0 ? [] : [`      unreadable: ${JSON.stringify(Object.fromEntries(unreadable))},`]),
    `      shape: ${emitShape(model)},`,
    `      examples: [${examples.map((example) => JSON.stringify(example)).join(', ')}],`,
    '    },',
  ];
}
