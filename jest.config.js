const swc = {
  jsc: { target: 'es2024', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
};

const shared = {
  testEnvironment: 'node',
  transform: {
    '\\.(ts|js|mjs)$': ['@swc/jest', swc],
    '\\.(graphql|sql)$': '<rootDir>/__tests__/rawText.cjs',
  },
  // These packages are ES modules only, and jest runs CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(fauxqs|postal-mime)/)'],
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/__tests__/unit/**/*.test.ts'] },
    {
      ...shared,
      displayName: 'template',
      testMatch: ['<rootDir>/__tests__/template/**/*.test.ts'],
      globalSetup: '<rootDir>/__tests__/template/packageStages.ts',
    },
    { ...shared, displayName: 'integration', testMatch: ['<rootDir>/__tests__/integration/**/*.test.ts'] },
    { ...shared, displayName: 'simulation', testMatch: ['<rootDir>/__tests__/simulation/**/*.test.ts'] },
    { ...shared, displayName: 'journey', testMatch: ['<rootDir>/__tests__/journey/**/*.test.ts'] },
  ],
  // Above the patience of `until`, which says what it waited for.
  testTimeout: 600_000,
  maxWorkers: 2,
};
