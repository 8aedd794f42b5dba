'use strict';
// One connection of libdatachannel, which is WebRTC in C++ over usrsctp, driven by the test.
const {tell, message, receiver, serve} = require('./common.cjs');
const rtc = require('node-datachannel');

const BUFFERED_MAX = 1 << 20;
const pc = new rtc.PeerConnection('oracle', {iceServers: []});
const channels = {};

function watch(channel) {
  const label = channel.getLabel();
  const received = receiver(label);
  channels[label] = {channel, received};
  let open = false;
  const opened = () => {
    if (!open) {
      open = true;
      tell('open', label);
    }
  };
  channel.onOpen(opened);
  channel.onClosed(() => tell('closed', label));
  channel.onError(e => tell('error', label + ' ' + e));
  channel.onMessage(data => received.take(data));
  if (channel.isOpen()) {
    opened();
  }
}

function make() {
  watch(pc.createDataChannel('fixed', {negotiated: true, id: 0}));
  watch(pc.createDataChannel('theirs'));
}

let kind;
pc.onDataChannel(watch);
pc.onStateChange(state => tell('connection', state));
pc.onGatheringStateChange(state => {
  if (state === 'complete') {
    tell(kind, pc.localDescription().sdp);
  }
});

serve({
  'make-offer': () => {
    kind = 'offer';
    make();
  },
  'offer': sdp => {
    kind = 'answer';
    pc.setRemoteDescription(sdp, 'offer');
    make();
  },
  'answer': sdp => pc.setRemoteDescription(sdp, 'answer'),
  'expect': body => {
    const [label, count] = body.split(' ');
    channels[label].received.expect(Number(count));
  },
  'send': async body => {
    const [label, count, bytes] = body.split(' ');
    const {channel} = channels[label];
    for (let n = 0; n < Number(count); n++) {
      while (channel.bufferedAmount() > BUFFERED_MAX) {
        await new Promise(done => setTimeout(done, 1));
      }
      if (!channel.sendMessageBinary(message(n, Number(bytes)))) {
        // Buffered, and not refused: it says whether it went out at once.
      }
    }
  },
  'close-channel': label => channels[label].channel.close(),
  'close': () => pc.close(),
});
tell('ready', rtc.getLibraryVersion());
