import { pick, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

const fontFamily = 'ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** The colours of the editors; each is read as a word of the palette in playground.css. */
const palettes = {
  light: {
    paper: '#fffefc',
    ink: '#26221e',
    accent: '#7a1735',
    field: '#234a73',
    argument: '#6b4a8a',
    type: '#8a5a12',
    text: '#2c6a55',
    number: '#a14a10',
    remark: '#8a8278',
  },
  dark: {
    paper: '#1b1918',
    ink: '#e9e4dc',
    accent: '#f08ba5',
    field: '#a5c4ea',
    argument: '#cbb0ec',
    type: '#e3c180',
    text: '#9fd0b6',
    number: '#f0b58b',
    remark: '#8f877c',
  },
};

/** GraphiQL's own themes, by the names under which it looks them up. */
const themeNames = { light: 'graphiql-LIGHT', dark: 'graphiql-DARK' } as const;

/** Gives the editors the page's colours and a font that the machine has. Renders nothing. */
export function EditorLook(): null {
  const monaco = useMonaco((state) => state.monaco);
  const { queryEditor, variableEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'responseEditor'),
  );
  useEffect(() => {
    if (!monaco) return;
    monaco.editor.defineTheme(themeNames.light, theme('vs', palettes.light));
    monaco.editor.defineTheme(themeNames.dark, theme('vs-dark', palettes.dark));
  }, [monaco]);
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, responseEditor]) {
      editor?.updateOptions({
        fontFamily,
        fontSize: 13,
        lineHeight: 20,
        // The press writes ’ and –, and means it.
        unicodeHighlight: { ambiguousCharacters: false },
      });
    }
  }, [queryEditor, variableEditor, responseEditor]);
  return null;
}

function theme(base: 'vs' | 'vs-dark', palette: (typeof palettes)['light']) {
  const { paper, ink, accent } = palette;
  const rule = (token: string, colour: string) => ({ token, foreground: colour.slice(1) });
  return {
    base,
    inherit: true,
    rules: [
      rule('', ink),
      rule('keyword', accent),
      rule('key.identifier', palette.field),
      rule('argument.identifier', palette.argument),
      rule('type.identifier', palette.type),
      rule('string', palette.text),
      rule('string.key.json', palette.field),
      rule('string.value.json', palette.text),
      rule('number', palette.number),
      rule('keyword.json', palette.number),
      rule('operator', ink),
      rule('comment', palette.remark),
    ],
    colors: {
      'editor.background': '#00000000',
      'editor.foreground': ink,
      'editorLineNumber.foreground': `${palette.remark}99`,
      'editorLineNumber.activeForeground': palette.remark,
      'scrollbar.shadow': '#00000000',
      'editorWidget.background': paper,
      'editorHoverWidget.background': paper,
      'editorSuggestWidget.background': paper,
      'editorSuggestWidget.selectedBackground': `${accent}1f`,
      'editorSuggestWidget.highlightForeground': accent,
      'list.hoverBackground': `${accent}14`,
      'list.highlightForeground': accent,
      'list.focusHighlightForeground': accent,
      'menu.background': paper,
      'menu.selectionBackground': `${accent}1f`,
      'menu.selectionForeground': accent,
      'quickInput.background': paper,
      'quickInputList.focusBackground': `${accent}1f`,
      'quickInputList.focusForeground': ink,
      'input.background': `${ink}11`,
      'textLink.foreground': accent,
      'textLink.activeForeground': accent,
      'editorLink.activeForeground': accent,
      'editorWidget.resizeBorder': accent,
      'pickerGroup.foreground': accent,
      focusBorder: accent,
      ...bracketColours(palette.remark),
    },
  };
}

/** Brackets of every depth in one colour: what is in them matters more. */
function bracketColours(colour: string): Record<string, string> {
  const depths = Array.from({ length: 6 }, (_, at) => `editorBracketHighlight.foreground${at + 1}`);
  return Object.fromEntries(depths.map((name) => [name, colour]));
}
