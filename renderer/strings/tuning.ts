// The words of fitting the weights.

export const tuningStrings = {
  open: 'Fit the weights to what you decided…',
  name: 'Fitted weights',
  running: 'Fitting…',
  use: 'Use these weights',
  used: 'Fitted weights',
  close: 'Leave the weights as they are',
} as const;
