import { Command, InvalidArgumentError } from 'commander';
import { explain } from '../start/explain-failure.ts';
import { OrdersFileError } from './read-rows.ts';
import { printed } from './report.ts';
import { runDemo } from './run-demo.ts';
import type { DemoOptions } from './run-demo.ts';

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new InvalidArgumentError('it must be a number over 0.');
  return value;
}

function whole(text: string): number {
  const value = positive(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('it must be a whole number.');
  return value;
}

const HELP = `
Rows are grouped into invoices. An invoice without a customer is refused (missing-customer), whether it sells or cancels.
Bad rows of a sale are refused one by one (quantity-not-positive, price-not-positive, fraction-of-a-penny, no-description,
not-readable) and the rest is placed; without any left the invoice is refused too (no-lines-left), and so it is in a country
nobody knows (unknown-country). An invoice whose number begins with C cancels the customer's newest order with exactly its
products, quantities and prices; otherwise it is counted as cancellation-unmatched. The exit code is 0 only if everything
adds up.`;

const program = new Command('npm run demo --')
  .description('Runs real orders through the whole system and checks that everything adds up.')
  .option('--orders <file>', "CSV in Online Retail's columns, gzipped when it ends in .gz (default: a small sample)")
  .option('--limit <n>', 'sales invoices to take, in the order of the file', whole)
  .option('--rate <n>', 'orders a second (default: as fast as they are answered)', positive)
  .option('--json', 'print the result as one JSON object on the last line')
  .addHelpText('after', HELP)
  .parse();
const { json = false, ...options } = program.opts<DemoOptions & { readonly json?: boolean }>();

try {
  const { report, findings } = await runDemo(options);
  console.log(printed(report));
  for (const finding of findings) console.log(`does not add up: ${finding}`);
  if (findings.length === 0) console.log('Everything adds up.');
  if (json) console.log(JSON.stringify(report));
  process.exit(findings.length === 0 ? 0 : 1);
} catch (error) {
  console.error(error instanceof OrdersFileError ? error.message : explain(error));
  process.exit(1);
}
