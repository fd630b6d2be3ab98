import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy of all that generated files are made from, for each test: to change something in it and see what our scripts say. */
export const aCopy = () => {
  let repository: string;

  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), 'webshop-copy-'));
    for (const part of ['src', 'infra', '__tests__', 'docs', '.prettierrc'])
      cpSync(part, join(repository, part), { recursive: true });
  });

  afterEach(() => rmSync(repository, { recursive: true }));

  return {
    path: (file: string) => join(repository, file),
    change: (file: string, from: string, to: string) => {
      const path = join(repository, file);
      const text = readFileSync(path, 'utf8');
      expect(text).toContain(from);
      writeFileSync(path, text.replace(from, to));
    },
    run: (script: string, ...words: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, [resolve(script), ...words], {
        cwd: repository,
        encoding: 'utf8',
      });
      return { status, stderr };
    },
  };
};
