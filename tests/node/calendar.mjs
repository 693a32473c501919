// A foreign reader of calendar files for the app's tests: npm's ical.js. It reads a file from its input and prints what it
// understood, as one line of JSON; it fails where the file is none.
//
//   node calendar.mjs < FILE

import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'

const text = readFileSync(0, 'utf8')
const calendar = new ICAL.Component(ICAL.parse(text))

function read(component) {
  const event = new ICAL.Event(component)
  const alarms = component.getAllSubcomponents('valarm')
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    all_day: event.startDate.isDate,
    seconds: event.duration.toSeconds(),
    stamp: component.getFirstPropertyValue('dtstamp').toString(),
    transparent: component.getFirstPropertyValue('transp') === 'TRANSPARENT',
    alarms: alarms.map((alarm) => ({
      action: alarm.getFirstPropertyValue('action'),
      text: alarm.getFirstPropertyValue('description'),
      seconds: alarm.getFirstPropertyValue('trigger').toSeconds(),
    })),
  }
}

const events = calendar.getAllSubcomponents('vevent')
const said = {
  name: calendar.name,
  version: calendar.getFirstPropertyValue('version'),
  product: calendar.getFirstPropertyValue('prodid'),
  events: events.map(read),
  // Written again by this reader and read once more, it says the same.
  again: new ICAL.Component(ICAL.parse(calendar.toString())).getAllSubcomponents('vevent').map(read),
}
process.stdout.write(`${JSON.stringify(said)}\n`)
