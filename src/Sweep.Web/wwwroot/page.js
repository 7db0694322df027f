// What every page starts: pictures where there are any, news where some are to be expected, the editor where there is one.
document.documentElement.classList.add('scripted');

if (document.querySelector('[data-chart]'))
  import('./charts.js').then(charts => charts.draw());
if (document.body.dataset.events || document.body.dataset.poll)
  import('./live.js').then(live => live.follow());
if (document.querySelector('[data-editor]'))
  import('./editor.js').then(editor => editor.edit());
