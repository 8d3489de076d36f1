// Imported first by the entrypoints: graphql-js checks far more than production needs, at half the speed, unless this
// is said before it is loaded.
process.env.NODE_ENV ??= 'production';
