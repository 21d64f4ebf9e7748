// A picture for each kind of message that is more than words.
import {
  AppWindow,
  Contact,
  FileText,
  Image,
  Link2,
  type LucideIcon,
  MapPin,
  MessageCircle,
  Mic,
  Phone,
  Smile,
  Video,
} from "ui/Icon/icons";

const signs: Readonly<Record<string, LucideIcon>> = {
  image: Image,
  voice: Mic,
  video: Video,
  channel: Video,
  sticker: Smile,
  file: FileText,
  link: Link2,
  call: Phone,
  location: MapPin,
  card: Contact,
  miniapp: AppWindow,
  app: AppWindow,
};

export const signOf = (kind: string): LucideIcon => signs[kind] ?? MessageCircle;
