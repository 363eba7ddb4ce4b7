import { createContext, useContext } from 'react';
import type { Desk } from '../desk/desk';
import type { DeskState } from '../desk/state';
import { useStore } from './use-store';

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('There is no desk around this component.');
  return desk;
}

export function useDeskState(): DeskState {
  return useStore(useDesk().state);
}
