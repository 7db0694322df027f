using System.Collections.Immutable;
using Sweep.Core.Notifications;

namespace Sweep.Storage.Notifications;

/// <summary>A running sweep of which somebody wants to know when it stalls.</summary>
/// <param name="Id">The sweep.</param>
/// <param name="RunningSince">When it was submitted, or resumed last.</param>
/// <param name="Targets">Who wants to know.</param>
public sealed record StallWatch(Guid Id, DateTimeOffset RunningSince, ImmutableArray<NotifyTarget> Targets);
