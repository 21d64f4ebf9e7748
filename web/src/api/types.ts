// The shapes of answers: those the server describes, under short names, and those whose endpoints
// answer with text that its description does not name yet.
import type { Schemas } from "api/schema";

export type Boot = Schemas["Boot"];
export type LockSettings = Schemas["LockSettings"];
export type Job = Schemas["JobInfo"];
export type JobState = Schemas["JobState"];
export type Found = Schemas["FoundView"];
export type Hit = Schemas["HitView"];
export type Facet = Schemas["FacetView"];
export type Facets = Schemas["FacetsView"];
export type QueryProblem = Schemas["ProblemView"];
export type Choice = Schemas["ChoiceView"];
export type Window = Schemas["WindowView"];
export type Item = Schemas["ItemView"];
export type Media = Schemas["MediaView"];
export type Quote = Schemas["QuoteView"];
export type Pay = Schemas["PayView"];
export type ScannedSource = Schemas["ScannedSource"];
export type OwnerCandidate = Schemas["OwnerCandidate"];
export type ImportReport = Schemas["ImportReport"];
export type ImportEntry = Schemas["ImportView"];
export type Skipped = Schemas["Skipped"];
export type ImportBody = Schemas["ImportBody"];
export type Active = Schemas["ActiveView"];
export type Browsed = Schemas["Browsed"];
export type AppInfo = Schemas["Info"];
export type IndexStatus = Schemas["IndexStatus"];
export type Diagnostics = Schemas["Diagnostics"];
export type ChatMessage = Schemas["ChatMessage"];
export type FoundChat = Schemas["Found"];
export type TrendPoint = Schemas["TrendPoint"];

/** X03 as it comes: element i of every column is entry i. */
export type DirectoryColumns = Schemas["Directory"];
/** W006. Counts without messages of the system; times are local text, see lib/time. */
export type ContactStats = Schemas["ContactView"];
/** W007. */
export type GlobalStats = Schemas["GlobalView"];

/** W043: of a group also who. */
export interface DayMessage extends ChatMessage {
  speaker?: string;
  avatar_url?: string;
}
