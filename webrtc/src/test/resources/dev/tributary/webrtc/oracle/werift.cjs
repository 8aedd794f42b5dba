'use strict';
// One connection of werift, which is WebRTC in TypeScript, driven by the test.
const {tell, message, receiver, serve} = require('./common.cjs');
const {RTCPeerConnection} = require('werift');

const BUFFERED_MAX = 1 << 20;
const pc = new RTCPeerConnection({iceServers: [], iceUseIpv6: false});
const channels = {};

function watch(channel) {
  const received = receiver(channel.label);
  channels[channel.label] = {channel, received};
  let open = false;
  const look = state => {
    if (state === 'open' && !open) {
      open = true;
      tell('open', channel.label);
    } else if (state === 'closed') {
      tell('closed', channel.label);
    }
  };
  channel.stateChanged.subscribe(look);
  channel.onMessage.subscribe(data => received.take(data));
  look(channel.readyState);
}

function make() {
  watch(pc.createDataChannel('fixed', {negotiated: true, id: 0}));
  watch(pc.createDataChannel('theirs'));
}

pc.onDataChannel.subscribe(watch);
pc.connectionStateChange.subscribe(state => tell('connection', state));

serve({
  'make-offer': async () => {
    make();
    await pc.setLocalDescription(await pc.createOffer());
    tell('offer', pc.localDescription.sdp);
  },
  'offer': async sdp => {
    make();
    await pc.setRemoteDescription({type: 'offer', sdp});
    await pc.setLocalDescription(await pc.createAnswer());
    tell('answer', pc.localDescription.sdp);
  },
  'answer': sdp => pc.setRemoteDescription({type: 'answer', sdp}),
  'expect': body => {
    const [label, count] = body.split(' ');
    channels[label].received.expect(Number(count));
  },
  'send': async body => {
    const [label, count, bytes] = body.split(' ');
    const {channel} = channels[label];
    for (let n = 0; n < Number(count); n++) {
      while (channel.bufferedAmount > BUFFERED_MAX) {
        await new Promise(done => setTimeout(done, 1));
      }
      channel.send(message(n, Number(bytes)));
    }
  },
  'close-channel': label => channels[label].channel.close(),
  'close': () => pc.close(),
});
tell('ready', process.version);
