import ts from 'typescript';
import type { SourceFile } from './source.ts';

/** A statement, or a call of a Prisma model, that changes what rollups count. */
export interface ReportWrite {
  path: string;
  /** `VisitWriter.insertReports`, or the function's name. */
  place: string;
}

const inSql =
  /\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(\s+table)?)\s+(only\s+)?"?(reports|report_brands|report_stories)"?(?!\w)/i;
const byPrisma = /^(create|update|upsert|delete)/;
const models = new Set(['report', 'reportBrand', 'reportStory']);

/** The places in a file that write `reports`, `report_brands` or `report_stories`. */
export function reportWrites({ path, text }: SourceFile): ReportWrite[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const places = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (isSqlThatWrites(node) || isCallThatWrites(node)) places.add(placeOf(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...places].map((place) => ({ path, place }));
}

/** The files of src/ that a file imports, types aside, as paths below src/. */
export function importsOf({ path, text }: SourceFile): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || statement.importClause?.isTypeOnly) return [];
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    return from.startsWith('.') ? [new URL(from, `file:///${path}`).pathname.slice(1)] : [];
  });
}

function isSqlThatWrites(node: ts.Node): boolean {
  if (ts.isStringLiteralLike(node)) return inSql.test(node.text);
  if (!ts.isTemplateExpression(node)) return false;
  return inSql.test(node.head.text + node.templateSpans.map(({ literal }) => ` ${literal.text}`).join(''));
}

function isCallThatWrites(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  return (
    byPrisma.test(name.text) && ts.isPropertyAccessExpression(expression) && models.has(expression.name.text)
  );
}

function placeOf(node: ts.Node): string {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (!ts.isMethodDeclaration(at) && !ts.isFunctionDeclaration(at) && !ts.isClassDeclaration(at)) continue;
    if (at.name) names.unshift(at.name.getText());
  }
  return names.join('.');
}
