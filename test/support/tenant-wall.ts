import ts from 'typescript';
import type { SourceFile } from './source.ts';

/** A statement or a Prisma call that reads or writes a tenant's table without the tenant's id. */
export interface Breach {
  /** `TenantDirectory.create`, or the function's name. */
  place: string;
  /** What is read or written there. */
  what: string;
}

/** What an inspection found. */
export interface Inspection {
  /** How many statements and calls on tenants' tables there were. */
  inspected: number;
  breaches: Breach[];
}

/** A table whose rows belong to tenants: its name in SQL, and the client's name for it. */
export interface TenantTable {
  table: string;
  model: string;
}

/** The tables of a Prisma schema that carry the tenant's id. */
export function tenantTables(prismaSchema: string): TenantTable[] {
  return [...prismaSchema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(
    ([, name = '', body = '']) => {
      const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
      if (table === undefined || !/@map\("tenant_id"\)/.test(body)) return [];
      return [{ table, model: `${name[0]?.toLowerCase()}${name.slice(1)}` }];
    },
  );
}

// Stands in a statement for a value that the code computes: the tenant's id, or any other.
const tenantMark = '⟨tenant⟩';
const valueMark = '⟨value⟩';

/** Looks at every SQL text and every call of a Prisma model in one file. */
export function inspect({ path, text }: SourceFile, tables: readonly TenantTable[]): Inspection {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: Inspection = { inspected: 0, breaches: [] };
  const visit = (node: ts.Node): void => {
    const check = isText(node) ? checkSql(sqlOf(node), tables) : checkCall(node, tables);
    if (check) {
      found.inspected += 1;
      if (!check.holdsTenant) found.breaches.push({ place: placeOf(node), what: check.what });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

interface Check {
  what: string;
  holdsTenant: boolean;
}

type Text = ts.StringLiteralLike | ts.TemplateExpression;

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

/** A text with the texts that are put into it, as far as the same function names them. */
function sqlOf(text: Text): string {
  if (!ts.isTemplateExpression(text)) return text.text;
  const spans = text.templateSpans.map(({ expression, literal }) => `${partOf(expression)}${literal.text}`);
  return text.head.text + spans.join('');
}

function partOf(expression: ts.Expression): string {
  if (/(^|\.)tenantId$/.test(expression.getText())) return tenantMark;
  const value = ts.isIdentifier(expression) ? initialiserOf(expression) : expression;
  if (value && ts.isTaggedTemplateExpression(value)) return sqlOf(value.template);
  if (value && isJoin(value)) return joined(value.arguments[0]);
  return valueMark;
}

function isJoin(node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === 'Prisma.join';
}

/** Only what stands in a joined list as it is always holds; conditions that are spread into it may be absent. */
function joined(list: ts.Expression | undefined): string {
  const value = list && ts.isIdentifier(list) ? initialiserOf(list) : list;
  if (!value || !ts.isArrayLiteralExpression(value)) return valueMark;
  return value.elements
    .map((element) => (ts.isSpreadElement(element) ? valueMark : partOf(element)))
    .join(' AND ');
}

/** What a constant of the same function was set to. */
function initialiserOf(name: ts.Identifier): ts.Expression | undefined {
  let scope: ts.Node = name;
  while (scope.parent && !ts.isFunctionLike(scope)) scope = scope.parent;
  let found: ts.Expression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name.text) found = node.initializer;
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return found;
}

/** Whether a text is SQL, or a part of it as this project writes it, and no sentence. */
function isSql(text: string): boolean {
  return (
    /\b(FROM|JOIN|INTO|UPDATE)\b/.test(text) ||
    /^\s*(select|insert|update|delete|with|truncate|merge)\b/i.test(text)
  );
}

/** Null for a text that touches no tenant's table. */
function checkSql(sql: string, tables: readonly TenantTable[]): Check | null {
  if (!isSql(sql)) return null;
  const references = tables.flatMap(({ table }) => {
    const pattern = new RegExp(
      `\\b(from|join|into|update|table|truncate)\\s+(?:only\\s+)?"?${table}"?(?:\\s+(?:as\\s+)?(?!where|set|on|order|group|limit|cross|join|values|select)([a-z]\\w*))?(?!\\w)`,
      'gi',
    );
    return [...sql.matchAll(pattern)].map(([, verb = '', alias]) => ({ table, verb, alias: alias ?? table }));
  });
  if (references.length === 0) return null;
  const holds = references.every(({ table, verb, alias }) =>
    verb.toLowerCase() === 'into' ? insertsTenant(sql, table) : isBound(sql, alias, references.length === 1),
  );
  return { what: sql.replace(/\s+/g, ' ').trim(), holdsTenant: holds };
}

/** Whether rows are inserted with the tenant's id as their first value. */
function insertsTenant(sql: string, table: string): boolean {
  const values = `(values\\s*\\(\\s*|select\\s+)${tenantMark}`;
  const columns = `"?${table}"?(\\s+as\\s+\\w+)?\\s*\\(\\s*tenant_id\\b[\\s\\S]*?\\)`;
  return new RegExp(`into\\s+${columns}\\s*${values}`, 'i').test(sql);
}

/** Whether a table is held to the tenant, or to a table that is, by name; without one where there is but one table. */
function isBound(sql: string, alias: string, isOnly: boolean): boolean {
  const column = isOnly ? `(?:\\b${alias}\\.|(?<![.\\w]))tenant_id` : `\\b${alias}\\.tenant_id`;
  return (
    new RegExp(`${column}\\s*=\\s*(${tenantMark}|\\w+\\.tenant_id)`, 'i').test(sql) &&
    sql.includes(tenantMark)
  );
}

const filtered = /^(find|update|delete|count|aggregate|groupBy)/;
const written = /^(create|upsert)/;

/** Null for anything but a call like `client.apiKey.findMany({ … })` on a tenant's model. */
function checkCall(node: ts.Node, tables: readonly TenantTable[]): Check | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { name: method, expression: model } = node.expression;
  if (!ts.isPropertyAccessExpression(model)) return null;
  if (!tables.some((table) => table.model === model.name.text)) return null;
  if (!filtered.test(method.text) && !written.test(method.text)) return null;
  const [argument] = node.arguments;
  const holder = argument && propertyOf(argument, filtered.test(method.text) ? 'where' : 'data');
  const id = holder && propertyOf(holder, 'tenantId');
  return {
    what: `${model.name.text}.${method.text}`,
    holdsTenant: id !== undefined && /^(this\.)?tenantId$/.test(id.getText()),
  };
}

function propertyOf(object: ts.Expression, name: string): ts.Expression | undefined {
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  const property = object.properties.find((one) => one.name?.getText() === name);
  if (property && ts.isShorthandPropertyAssignment(property)) return property.name;
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** The class and method, or the function, in which something stands. */
function placeOf(node: ts.Node): string {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (!ts.isMethodDeclaration(at) && !ts.isFunctionDeclaration(at) && !ts.isClassDeclaration(at)) continue;
    if (at.name) names.unshift(at.name.getText());
  }
  return names.join('.') || node.getSourceFile().fileName;
}
