import { createLog } from '../../src/platform/log.ts';
import { mkdirSync, writeFileSync, rmSync } from 'node:fs';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';
import {withConnection} from '../../src/storage/connection.ts';
const log=createLog('debug','try');
const s=await startEmbeddedPostgres('/tmp/trydata', log);
const t=Date.now();
try { console.error(await migrate(s.url, log)); } catch(e) { console.error('ERR', e, JSON.stringify(e)); }
console.error('first', Date.now()-t);
try { console.error(await migrate(s.url, log)); } catch(e) { console.error('ERR', e, JSON.stringify(e)); }
const u = s.url.replace('fashion_hunting','bad');
await withConnection(s.url, async c=>c.query('create database bad'));
rmSync('/tmp/badmig',{recursive:true,force:true});
mkdirSync('/tmp/badmig/1_x',{recursive:true}); writeFileSync('/tmp/badmig/migration_lock.toml','provider = "postgresql"\n');writeFileSync('/tmp/badmig/1_x/migration.sql','create table a (id int); insert into nope values (1);');
for (const i of [1,2]) try { console.error(await migrate(u, log, {folder: new URL('file:///tmp/badmig/')})); } catch(e) { console.error('ERR', e); }
mkdirSync('/tmp/badmig/2_x',{recursive:true}); writeFileSync('/tmp/badmig/2_x/migration.sql','create table b (id int);');writeFileSync('/tmp/badmig/1_x/migration.sql','create table a (id int);');
for (const i of [1,2]) try { console.error(await migrate(u, log, {folder: new URL('file:///tmp/badmig/')})); } catch(e) { console.error('ERR', e); }
console.error(await withConnection(s.url, async c=>(await c.query('select * from _prisma_migrations')).rows).catch(e=>e.message));
console.error(await withConnection(u, async c=>(await c.query('select * from _prisma_migrations')).rows).catch(e=>e.message));
await s.release();
