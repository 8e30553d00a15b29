import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";

/** Asks before a source goes. */
export function DeleteDialog({
  name,
  isOpen,
  isBusy,
  onClose,
  onConfirm,
}: {
  name: string;
  isOpen: boolean;
  isBusy: boolean;
  onClose: () => void;
  onConfirm: () => void;
}) {
  const title = `Delete ${name}?`;
  return (
    <Dialog isOpen={isOpen} onClose={onClose} label={title} className="max-w-[440px]">
      <div className="grid gap-1.5 p-4">
        <h2 className="text-14 wrap-anywhere">{title}</h2>
        <p className="text-text-2">
          Its keys, its runs and its list of what was seen go with it; a new source for the same place would take
          everything anew. Files that came from it stay, but those that were not copied can't be read again.
        </p>
        <div className="mt-2 flex gap-2">
          <Button variant="primary" isBusy={isBusy} onClick={onConfirm}>
            Delete source
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </div>
    </Dialog>
  );
}
