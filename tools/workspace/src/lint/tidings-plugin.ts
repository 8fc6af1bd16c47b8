/** House rules that no ready-made lint rule expresses. Each is a visitor over the syntax tree, loaded by oxlint. */

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

interface RuleContext {
  readonly filename: string;
  report(problem: { readonly node: Node; readonly message: string }): void;
}

type Visitor = Readonly<Record<string, (node: Node) => void>>;

interface Rule {
  create(context: RuleContext): Visitor;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

const nameOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Identifier' && typeof value['name'] === 'string' ? value['name'] : undefined;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const noExportAll: Rule = {
  create: (context) => ({
    ExportAllDeclaration: (node) =>
      context.report({ node, message: 'Name what the package exports; `export *` hides it.' }),
  }),
};

const noModuleLet: Rule = {
  create: (context) => ({
    Program: (node) => {
      for (const statement of listOf(node['body'])) {
        const declaration =
          isNode(statement) && isNode(statement['declaration']) ? statement['declaration'] : statement;
        if (isNode(declaration) && declaration.type === 'VariableDeclaration' && declaration['kind'] === 'let') {
          context.report({
            node: declaration,
            message: 'No module-level `let`: keep state in what owns its lifetime.',
          });
        }
      }
    },
  }),
};

const VAGUE_FILE = /(?:^|\/)(?:utils?|helpers?|common|misc)\.(?:spec\.)?m?ts$/u;

const noVagueFileName: Rule = {
  create: (context) => ({
    Program: (node) => {
      if (VAGUE_FILE.test(context.filename)) context.report({ node, message: 'Name the file after its one idea.' });
    },
  }),
};

const VAGUE_TITLE = /\bshould\b|^works\b|handles? .*correctly/iu;

const noVagueTestTitle: Rule = {
  create: (context) => ({
    CallExpression: (node) => {
      const [title] = listOf(node['arguments']);
      if (!['it', 'test'].includes(nameOf(node['callee']) ?? '') || !isNode(title)) return;
      if (typeof title['value'] === 'string' && VAGUE_TITLE.test(title['value'])) {
        context.report({ node: title, message: 'A test title states what is so, in the present tense.' });
      }
    },
  }),
};

/** True for `new Promise((done) => setTimeout(done, …))`: the whole body is one timer. */
function isSleep(node: Node): boolean {
  const [executor] = listOf(node['arguments']);
  if (nameOf(node['callee']) !== 'Promise' || !isNode(executor)) return false;
  const body = executor['body'];
  return isNode(body) && body.type === 'CallExpression' && nameOf(body['callee']) === 'setTimeout';
}

const noSleep: Rule = {
  create: (context) => ({
    NewExpression: (node) => {
      if (isSleep(node)) context.report({ node, message: 'Wait for a checkpoint with a timeout, never for a time.' });
    },
  }),
};

const pureDomain: Rule = {
  create: (context) => {
    const refuseClock = (node: Node): void => {
      if (nameOf(node['callee']) !== 'Date' || listOf(node['arguments']).length > 0) return;
      context.report({ node, message: 'domain/ has no clock: the time arrives inside the command.' });
    };
    return { NewExpression: refuseClock, CallExpression: refuseClock };
  },
};

const plugin: { readonly meta: { readonly name: string }; readonly rules: Readonly<Record<string, Rule>> } = {
  meta: { name: 'tidings' },
  rules: {
    'no-export-all': noExportAll,
    'no-module-let': noModuleLet,
    'no-vague-file-name': noVagueFileName,
    'no-vague-test-title': noVagueTestTitle,
    'no-sleep': noSleep,
    'pure-domain': pureDomain,
  },
};

export default plugin;
