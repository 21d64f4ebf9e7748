// CSS modules are typed as maps of names.
/// <reference types="vite/client" />
