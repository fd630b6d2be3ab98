import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import slsw from 'serverless-webpack';
import webpack from 'webpack';
import { explorerFiles } from './infra/bundles/explorerFiles.ts';
import { migrationFiles } from './infra/resources/migrationFiles.ts';

const MinimizerPlugin = createRequire(import.meta.resolve('webpack'))('minimizer-webpack-plugin');

// Who only wants the CloudFormation template needs no bundles: TEMPLATES_ONLY leaves out all that functions import.
const nothingImported = process.env.TEMPLATES_ONLY && {
  mode: 'development',
  externals: ({ contextInfo, request }, decided) =>
    contextInfo.issuer ? decided(null, `commonjs ${request}`) : decided(),
};

export default {
  entry: slsw.lib.entries,
  target: 'node24',
  optimization: {
    minimizer: [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })],
    // What is served on a laptop runs as what is deployed: GraphQL checks more of itself elsewhere.
    nodeEnv: 'production',
  },
  mode: slsw.lib.webpack.isLocal ? 'development' : 'production',
  devtool: false,
  stats: 'errors-warnings',
  // .cjs, because the repository's package.json calls .js files ES modules. With no ending the local Lambda runtime finds a
  // file at its first try; it looks for it at each call.
  output: {
    libraryTarget: 'commonjs2',
    path: resolve(process.env.FUNCTIONS_DIRECTORY || '.webpack'),
    filename: slsw.lib.webpack.isLocal ? '[name]' : '[name].cjs',
    clean: true,
  },
  resolve: {
    extensions: ['.ts', '.js'],
    // One copy each: two copies of graphql don't know each other's types. That for ES modules starts quicker.
    alias: {
      graphql$: resolve('node_modules/graphql/index.mjs'),
      '@apollo/server$': resolve('node_modules/@apollo/server/dist/esm/index.js'),
      '@graphql-tools/utils$': resolve('node_modules/@graphql-tools/utils/esm/index.js'),
      '@graphql-tools/executor-http$': resolve('infra/bundles/nothingOverHttp.js'),
      '@whatwg-node/fetch$': resolve('infra/bundles/nothingOverHttp.js'),
    },
  },
  module: {
    rules: [
      {
        test: /\.ts$/,
        exclude: /node_modules/,
        loader: 'swc-loader',
        options: { jsc: { target: 'es2024', parser: { syntax: 'typescript' } } },
      },
      { test: /\.(graphql|sql)$/, type: 'asset/source' },
    ],
  },
  plugins: [
    new webpack.DefinePlugin({
      MIGRATIONS: JSON.stringify(migrationFiles()),
      EXPLORER_FILES: JSON.stringify(explorerFiles()),
    }),
    // A function is one file: it loads faster, and no source map or chunk lands in the zip beside it.
    new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
  ],
  ...nothingImported,
};
