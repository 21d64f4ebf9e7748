// Form controls in the gallery.
import { useState } from "react";
import { DateField, Select, Switch, TextField } from "ui/Form/Field";
import { FilterField } from "ui/Form/FilterField";
import { Segmented } from "ui/Form/Segmented";
import type { GalleryEntry } from "ui/gallery";

function Text({ error, hint }: { error?: string; hint?: string }) {
  const [value, set] = useState("/home/lin/wechat");
  return <TextField label="Folder" value={value} onChange={set} error={error} hint={hint} />;
}
function Day() {
  const [value, set] = useState("2024-03-15");
  return <DateField label="From" value={value} onChange={set} />;
}
function Choice() {
  const [value, set] = useState<"a" | "b">("a");
  const options = [
    { value: "a", text: "Most recent" },
    { value: "b", text: "Name" },
  ] as const;
  return <Select label="Sort by" value={value} options={options} onChange={set} />;
}
function Toggle({ disabled }: { disabled?: boolean }) {
  const [value, set] = useState(true);
  return <Switch label="Hide names" checked={value} onChange={set} disabled={disabled} />;
}
function Narrow() {
  const [value, set] = useState("lxy");
  return <FilterField label="Find a person" value={value} onChange={set} />;
}
function Bar() {
  const [value, set] = useState("people");
  const options = ["people", "groups", "official"].map((one) => ({ value: one, text: one }));
  return <Segmented label="Kind" value={value} options={options} onChange={set} />;
}

export const entry: GalleryEntry = {
  name: "Form controls",
  states: {
    text: () => <Text />,
    hint: () => <Text hint="A folder of this computer" />,
    invalid: () => <Text error="没有这个文件夹" />,
    filter: () => <Narrow />,
    date: () => <Day />,
    select: () => <Choice />,
    switch: () => <Toggle />,
    disabled: () => <Toggle disabled />,
    segmented: () => <Bar />,
  },
};
