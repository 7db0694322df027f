using Sweep.Service.Answers;
using Sweep.Service.Views;

namespace Sweep.Web.Api;

/// <summary>What the watchers of a sweep are told.</summary>
/// <param name="Version">Differs between any two that say different things, but for the trials in training.</param>
/// <param name="TrialsVersion">Differs between any two that say different things of those.</param>
/// <param name="Progress">How far it is; null where that cannot be told any more.</param>
/// <param name="Refusal">Why it cannot; null where it can.</param>
/// <param name="IsLast">Whether nothing comes after it.</param>
internal sealed record FeedEvent(string Version, string TrialsVersion, SweepProgressView? Progress, Refusal? Refusal, bool IsLast);
