import { defineConfig } from '@playwright/test';
import { chromium } from './chromium.ts';

const { executablePath, env } = chromium();

// One real stack for all tests (see stack.ts); two browsers at a time, as the machines have two cores.
export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  globalSetup: './stack.ts',
  outputDir: '../../test-results',
  workers: 2,
  fullyParallel: true,
  // Above the patience of `until`, which says what it waited for.
  timeout: 300_000,
  // The first order of a run wakes every function, which takes its time on a busy machine.
  expect: { timeout: 60_000 },
  reporter: 'list',
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, env: { ...process.env, ...env }, args: ['--no-sandbox'] },
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
  },
});
