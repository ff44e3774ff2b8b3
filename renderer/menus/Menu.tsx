// A menu: where it was asked for, gone through with the arrows, closed by Escape, a click beside it or a choice.

import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { Icon, type IconName } from '../parts/icons.tsx';
import './menu.css';

export type MenuItem = {
  readonly text: string;
  readonly icon?: IconName;
  /** The key that does the same, as it is printed. */
  readonly key?: string;
  /** Given where it is one choice of several: whether it is the chosen one. */
  readonly chosen?: boolean;
  readonly run: () => void;
};

/** Items that belong together; a line parts the groups. */
export type MenuGroup = { readonly name: string; readonly items: readonly MenuItem[] };

type Props = {
  readonly label: string;
  readonly leftPx: number;
  readonly topPx: number;
  readonly groups: readonly MenuGroup[];
  readonly onClose: () => void;
};

/** From the edges of the window, CSS pixels. */
const marginPx = 8;

export function Menu({ label, leftPx, topPx, groups, onClose }: Props): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ leftPx, topPx });
  useLayoutEffect(() => {
    const { width, height } = box.current?.getBoundingClientRect() ?? { width: 0, height: 0 };
    setAt({
      leftPx: Math.max(marginPx, Math.min(leftPx, innerWidth - width - marginPx)),
      topPx: Math.max(marginPx, Math.min(topPx, innerHeight - height - marginPx)),
    });
  }, [leftPx, topPx]);
  useFocusInside(box, onClose);
  return (
    <div
      ref={box}
      className="menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      style={{ left: at.leftPx, top: at.topPx }}
      onKeyDown={(event) => onKey(event, onClose)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {groups.map(({ name, items }) => (
        <div key={name} role="group" aria-label={name}>
          {/* A choice alone would not say of what; heard, the group's own name does. */}
          {items.some(({ chosen }) => chosen !== undefined) && (
            <div className="of muted" aria-hidden="true">
              {name}
            </div>
          )}
          {items.map((item) => (
            <Item key={item.text} item={item} onClose={onClose} />
          ))}
        </div>
      ))}
    </div>
  );
}

function Item({ item, onClose }: { readonly item: MenuItem; readonly onClose: () => void }) {
  const { text, icon, key, chosen, run } = item;
  return (
    <button
      type="button"
      role={chosen === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={chosen}
      aria-keyshortcuts={key}
      tabIndex={-1}
      onClick={() => {
        onClose(); // first: what it opens takes the focus from where the menu gave it back
        run();
      }}
    >
      <span className="sign">
        {chosen === true ? <Icon name="check" /> : icon && <Icon name={icon} />}
      </span>
      <span className="spread">{text}</span>
      {key !== undefined && <span className="muted">{key}</span>}
    </button>
  );
}

/** The first item has the focus; whoever had it before has it again afterwards. */
function useFocusInside(
  box: { readonly current: HTMLDivElement | null },
  onClose: () => void,
): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const opener = document.activeElement;
    const menu = box.current;
    menu?.querySelector('button')?.focus();
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node) || !menu?.contains(target)) close.current();
    };
    window.addEventListener('pointerdown', leave, true);
    window.addEventListener('blur', leave);
    window.addEventListener('resize', leave); // its place is another one then
    return () => {
      window.removeEventListener('pointerdown', leave, true);
      window.removeEventListener('blur', leave);
      window.removeEventListener('resize', leave);
      const isInside = document.activeElement === null || menu?.contains(document.activeElement);
      if (opener instanceof HTMLElement && (isInside || document.activeElement === document.body))
        opener.focus();
    };
  }, [box]);
}

/** Keys mean the menu while it is open, and nothing of the photos behind it. */
function onKey(event: KeyboardEvent<HTMLDivElement>, onClose: () => void): void {
  event.stopPropagation();
  const items = [...event.currentTarget.querySelectorAll('button')];
  const here = items.findIndex((item) => item === document.activeElement);
  const goTo = (place: number) => items.at(place % items.length)?.focus();
  switch (event.key) {
    case 'Escape':
    case 'Tab':
      onClose();
      break;
    case 'ArrowDown':
      goTo(here + 1);
      break;
    case 'ArrowUp':
      goTo(here - 1);
      break;
    case 'Home':
      goTo(0);
      break;
    case 'End':
      goTo(-1);
      break;
    default:
      return; // Enter and Space press the button
  }
  event.preventDefault();
}
