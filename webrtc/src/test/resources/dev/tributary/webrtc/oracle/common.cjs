'use strict';
// What both scripts share. Talks to the test by lines: a mark, the kind, a space, the body in
// Base64; what a library prints has no mark. Ends with the test, whose end closes the input.

const MARK = '@';

function tell(kind, body = '') {
  process.stdout.write(MARK + kind + ' ' + Buffer.from(String(body)).toString('base64') + '\n');
}

// Message number n: the number in four bytes, then bytes that follow from it. As in Pattern.java.
function message(n, bytes) {
  const made = Buffer.alloc(bytes);
  for (let i = 0; i < bytes; i++) {
    made[i] = n * 31 + i * 7 + (i >> 8);
  }
  made.writeUInt32BE(n);
  return made;
}

// Counts the messages of a channel that are what they should be, and tells at the last.
function receiver(label) {
  let expected = 0;
  let good = 0;
  let bad = 0;
  return {
    expect(count) {
      expected = count;
      this.look();
    },
    take(data) {
      const got = Buffer.from(data);
      got.equals(message(got.readUInt32BE(), got.length)) ? good++ : bad++;
      this.look();
    },
    look() {
      if (expected > 0 && good + bad >= expected) {
        tell('received', label + ' ' + good + ' ' + bad);
        expected = 0;
      }
    },
  };
}

function serve(commands) {
  process.on('uncaughtException', e => tell('error', e.stack));
  process.on('unhandledRejection', e => tell('error', e && e.stack || e));
  let before = Promise.resolve();
  require('readline').createInterface({input: process.stdin})
      .on('line', line => {
        const end = line.indexOf(' ');
        const kind = line.substring(MARK.length, end);
        const body = Buffer.from(line.substring(end + 1), 'base64').toString();
        before = before.then(() => commands[kind](body)).catch(e => tell('error', e.stack));
      })
      .on('close', () => process.exit(0));
}

module.exports = {tell, message, receiver, serve};
