import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selfAgreement, type Choice, type Verdict } from '../../shared/taste/choice.ts';
import { choiceLine, readChoiceLines } from '../../shared/taste/choice-lines.ts';
import { agreementOfRaters } from '../../shared/taste/raters-agree.ts';

describe('choices of people', () => {
  const hex = (digit: string) => digit.repeat(64);
  const choose = (left: string, right: string, verdict: Verdict, rater = ''): Choice => {
    return {
      left: hex(left),
      right: hex(right),
      verdict,
      rater,
      sport: '',
      shown: 'any',
      atMs: 1000,
    };
  };

  it('agree with themselves whichever side a photo is on', () => {
    const choices = [
      choose('a', 'b', 'left'),
      choose('b', 'a', 'right'),
      choose('a', 'b', 'skip'),
      choose('b', 'a', 'left'),
      choose('a', 'b', 'left', 'anna'),
    ];
    assert.deepEqual(selfAgreement(choices), { repeats: 2, same: 1 });
  });

  it('agree with each other more than chance, or not', () => {
    const pairs = ['b', 'c', 'd', 'e'];
    const anna = pairs.map((other, i) => choose('a', other, i % 2 ? 'left' : 'right', 'anna'));
    const same = anna.map((one) => ({ ...one, rater: 'ben' }));
    const agreed = agreementOfRaters([...anna, ...same]);
    assert.deepEqual([agreed.pairs, agreed.kappa, agreed.byTwo[0]?.kappa], [4, 1, 1]);
    assert.deepEqual(agreed.apart, []);
    const turned = same.map((one): Choice => {
      return { ...one, verdict: one.verdict === 'left' ? 'right' : 'left' };
    });
    const apart = agreementOfRaters([...anna, ...turned]);
    assert.equal(apart.apart.length, 4);
    assert.ok((apart.kappa ?? 0) < 0);
    assert.equal(agreementOfRaters([]).kappa, null);
  });

  it('go out and in as lines, to the millisecond', () => {
    const choice = { ...choose('a', 'b', 'close', 'anna'), sport: 'Tennis' };
    const { choices, problems } = readChoiceLines(`${choiceLine(choice)}\r\n\n`, 0);
    assert.deepEqual(choices, [{ ...choice, line: 1 }]);
    assert.deepEqual(problems, []);
  });

  it('are refused line by line with what is wrong', () => {
    const lines = [
      'no json',
      '[]',
      '{"left":"a.jpg"}',
      '{"left":"a.jpg","right":"a.jpg","verdict":"left"}',
      '{"left":"a.jpg","right":"b.jpg","verdict":"both"}',
      '{"left":"a.jpg","right":"b.jpg","verdict":"left","at":"soon"}',
      '{"left":"a.jpg","right":"b.jpg","verdict":"left","rater":7}',
      `{"left":"${'a'.repeat(2 ** 20)}"}`,
      '{"left":"a.jpg","right":"b.jpg","verdict":"left"}',
    ];
    const { choices, problems } = readChoiceLines(lines.join('\n'), 5);
    assert.equal(choices.length, 1);
    assert.equal(problems.length, 8);
    assert.match(problems[7] ?? '', /longer than 4096 characters/);
    for (const problem of problems) assert.match(problem, /^Line \d .*\.$/);
  });
});
