// Kits of pairs of people on labelled match photos, told apart by eye: which wear the same colours, and which another kit.

/** A photo, and where the middles of two bodies lie, in shares of its sides. */
export type KitPair = readonly [
  photo: string,
  one: readonly [x: number, y: number],
  other: readonly [x: number, y: number],
];

// Of each photo the two largest bodies with a torso, where both are people in focus and one can tell. Left out besides: bare chests, and
// colours that one would argue about.

/** Team mates, and opponents in white. */
export const sameKits: readonly KitPair[] = [
  ['baseball/00000155.jpg', [0.25, 0.52], [0.13, 0.53]],
  ['cricket/00000121.jpg', [0.48, 0.53], [0.1, 0.6]],
  ['cricket/00000181.jpg', [0.33, 0.59], [0.66, 0.69]],
  ['fencing/00000000.jpg', [0.21, 0.44], [0.62, 0.59]],
  ['fencing/00000076.jpg', [0.28, 0.5], [0.75, 0.4]],
  ['fencing/00000102.jpg', [0.69, 0.58], [0.26, 0.69]],
  ['fencing/00000129.jpg', [0.28, 0.74], [0.64, 0.48]],
  ['hockey/00000023.jpg', [0.75, 0.55], [0.18, 0.5]],
  ['hockey/00000188.jpg', [0.9, 0.58], [0.41, 0.62]],
  ['ice_hockey/00000000.jpg', [0.69, 0.45], [0.31, 0.55]],
  ['ice_hockey/00000059.jpg', [0.68, 0.52], [0.28, 0.45]],
  ['kabaddi/00000020.jpg', [0.78, 0.58], [0.63, 0.37]],
  ['kabaddi/00000115.jpg', [0.3, 0.49], [0.51, 0.55]],
  ['kabaddi/00000170.jpg', [0.77, 0.51], [0.57, 0.55]],
  ['volleyball/00000032.jpg', [0.24, 0.83], [0.05, 0.78]],
  ['volleyball/00000128.jpg', [0.59, 0.51], [0.88, 0.72]],
  ['volleyball/00000252.JPG', [0.38, 0.59], [0.55, 0.45]],
  ['wwe/00000083.jpg', [0.71, 0.53], [0.24, 0.5]],
];

/** Opponents, keepers, umpires and whoever stands by. */
export const otherKits: readonly KitPair[] = [
  ['badminton/00000000.jpg', [0.4, 0.55], [0.83, 0.59]],
  ['badminton/00000241.jpg', [0.47, 0.71], [0.62, 0.51]],
  ['baseball/00000000.jpg', [0.62, 0.43], [0.36, 0.63]],
  ['basketball/00000020.jpg', [0.71, 0.48], [0.38, 0.53]],
  ['basketball/00000062.jpg', [0.63, 0.54], [0.33, 0.55]],
  ['chess/00000020.jpg', [0.37, 0.65], [0.8, 0.63]],
  ['chess/00000041.jpg', [0.57, 0.42], [0.35, 0.3]],
  ['chess/00000162.jpg', [0.26, 0.54], [0.8, 0.55]],
  ['cricket/00000033.jpg', [0.43, 0.54], [0.86, 0.58]],
  ['cricket/00000278.jpg', [0.2, 0.51], [0.54, 0.57]],
  ['football/00000000.jpg', [0.54, 0.55], [0.15, 0.53]],
  ['football/00000207.jpg', [0.54, 0.51], [0.11, 0.54]],
  ['football/00000238.jpg', [0.64, 0.53], [0.26, 0.44]],
  ['football/00000307.jpg', [0.34, 0.49], [0.82, 0.53]],
  ['gymnastics/00000000.jpg', [0.46, 0.5], [0.91, 0.65]],
  ['gymnastics/00000067.png', [0.61, 0.54], [0.91, 0.68]],
  ['hockey/00000000.jpeg', [0.69, 0.63], [0.4, 0.7]],
  ['hockey/00000141.jpg', [0.68, 0.5], [0.25, 0.59]],
  ['hockey/00000213.jpg', [0.38, 0.56], [0.62, 0.52]],
  ['ice_hockey/00000030.jpg', [0.74, 0.37], [0.45, 0.76]],
  ['ice_hockey/00000124.jpg', [0.55, 0.68], [0.73, 0.58]],
  ['kabaddi/00000000.jpg', [0.13, 0.44], [0.47, 0.67]],
  ['kabaddi/00000040.jpeg', [0.16, 0.53], [0.51, 0.57]],
  ['kabaddi/00000059.jpg', [0.53, 0.61], [0.14, 0.56]],
  ['kabaddi/00000077.jpg', [0.69, 0.64], [0.31, 0.58]],
  ['kabaddi/00000097.jpg', [0.21, 0.53], [0.43, 0.5]],
  ['kabaddi/00000134.jpg', [0.63, 0.65], [0.15, 0.61]],
  ['kabaddi/00000152.jpg', [0.3, 0.61], [0.72, 0.58]],
  ['motogp/00000114.jpg', [0.53, 0.31], [0.38, 0.26]],
  ['shooting/00000000.jpg', [0.55, 0.59], [0.89, 0.56]],
  ['shooting/00000102.JPG', [0.18, 0.83], [0.76, 0.87]],
  ['table_tennis/00000000.jpg', [0.39, 0.73], [0.27, 0.53]],
  ['table_tennis/00000090.jpg', [0.83, 0.51], [0.58, 0.46]],
  ['table_tennis/00000238.jpg', [0.25, 0.5], [0.7, 0.49]],
  ['volleyball/00000066.jpg', [0.73, 0.62], [0.83, 0.71]],
  ['volleyball/00000096.jpg', [0.49, 0.54], [0.77, 0.77]],
  ['volleyball/00000160.jpg', [0.29, 0.62], [0.71, 0.66]],
  ['volleyball/00000223.jpg', [0.52, 0.75], [0.84, 0.49]],
  ['wrestling/00000160.jpg', [0.4, 0.51], [0.8, 0.5]],
  ['wrestling/00000186.jpg', [0.62, 0.5], [0.2, 0.5]],
  ['wrestling/00000212.png', [0.5, 0.51], [0.86, 0.58]],
];
