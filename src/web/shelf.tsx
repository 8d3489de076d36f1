import {
  formatShortcutForOS,
  type GraphiQLPlugin,
  pick,
  useGraphiQL,
  useGraphiQLActions,
} from '@graphiql/react';
import { Kind, parse } from 'graphql';
import { type Example, examples } from './examples.ts';

/** The examples of this visit; their dates count back from the moment the page was opened. */
const shelf = examples(new Date());

/** The pane with the example queries. */
export const shelfPlugin: GraphiQLPlugin = { title: 'Example Queries', icon: ShelfIcon, content: Shelf };

/** What the first tab holds before anybody wrote anything. */
export const firstTabs = shelf.slice(1, 2).map(({ query }) => ({ query }));

const runKeys = formatShortcutForOS('Ctrl-Enter', 'Cmd');

function Shelf() {
  const open = useOpenExample();
  const { tabs, activeTabIndex, isReady } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
    // What is written into a tab before its editors stand there is lost.
    isReady: state.queryEditor !== undefined && state.variableEditor !== undefined,
  }));
  const current = tabs[activeTabIndex]?.query;
  return (
    <section className="shelf" aria-label="Example Queries">
      <h2>Examples</h2>
      <p>Choose one, then press ▶ or {runKeys}.</p>
      <ol>
        {shelf.map((example) => (
          <li key={example.title}>
            <button
              type="button"
              disabled={!isReady}
              aria-current={example.query === current ? 'true' : undefined}
              onClick={() => open(example)}
            >
              <b>{example.title}</b>
              <span>{example.description}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Opens an example in a new tab, or turns to the tab in which it stands unchanged. */
function useOpenExample(): (example: Example) => void {
  const { addTab, changeTab, updateActiveTabValues, setOperationFacts } = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor'),
  );
  return (example) => {
    const variables = example.variables === null ? '' : JSON.stringify(example.variables, null, 2);
    const open = tabs.findIndex((tab) => tab.query === example.query && (tab.variables ?? '') === variables);
    if (open < 0) {
      addTab();
      queryEditor?.setValue(example.query);
      variableEditor?.setValue(variables);
      updateActiveTabValues({ query: example.query, variables });
    } else if (open !== activeTabIndex) {
      changeTab(open);
    }
    // GraphiQL reads the operation's name from the editor only a moment later; somebody may run it before that.
    setOperationFacts(factsOf(example.query));
    queryEditor?.focus();
  };
}

/** What GraphiQL keeps of the document in its editor. */
function factsOf(query: string) {
  const documentAST = parse(query);
  const operations = documentAST.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return { documentAST, operations, operationName: operations[0]?.name?.value ?? '' };
}

function ShelfIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M5 4.5v12M9 4.5v12M13 4.8l4.6 11.3M3 20h18" strokeLinecap="round" />
    </svg>
  );
}
