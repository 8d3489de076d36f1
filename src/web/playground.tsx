import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './playground.css';
import './workers.ts';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { EditorLook } from './editor-look.ts';
import { createFetcher } from './endpoint.ts';
import { KeyField, KeyNote } from './key-field.tsx';
import { firstTabs, shelfPlugin } from './shelf.tsx';
import { useKey } from './use-key.ts';

// GraphiQL takes a new list for a change of plugins.
const plugins = [shelfPlugin, HISTORY_PLUGIN];

/** The page: the key on top, and GraphiQL in all the room that is left. */
function Playground() {
  const session = useKey();
  const { current, checkAgain } = session;
  // One fetcher for good: GraphiQL reads the whole schema again whenever it is given another.
  const fetcher = useMemo(() => createFetcher(current, checkAgain), [current, checkAgain]);
  return (
    <>
      <header>
        <h1>
          Fashion Hunting <small>Playground</small>
        </h1>
        <KeyField session={session} />
      </header>
      <KeyNote session={session} />
      <main>
        <GraphiQL
          fetcher={fetcher}
          plugins={plugins}
          visiblePlugin={shelfPlugin}
          defaultTabs={firstTabs}
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
          inputValueDeprecation
          schemaDescription
        >
          <GraphiQL.Logo>
            <code className="endpoint">POST /graphql</code>
          </GraphiQL.Logo>
          <EditorLook />
        </GraphiQL>
      </main>
    </>
  );
}

const place = document.getElementById('playground');
if (!place) throw new Error('playground.html has no element with the id playground.');
createRoot(place).render(
  <StrictMode>
    <Playground />
  </StrictMode>,
);
