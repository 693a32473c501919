import { mount } from 'svelte';
import App from './App.svelte';
import { zoomByKeys } from './lib/zoom';

const target = document.getElementById('app');
if (target) {
  target.replaceChildren();
  mount(App, { target });
  zoomByKeys();
}
