namespace Sweep.Core.Specs;

/// <summary>What a search has taken over from one sweep.</summary>
/// <param name="Sweep">Its id; it may be deleted since.</param>
/// <param name="Points">Points of it that are points of the search's space, with their results.</param>
/// <param name="Outside">Points of it that are none of the search's space, and were left out.</param>
/// <param name="Unfinished">Points of which not every replicate had ended, and which were left out.</param>
public sealed record HistorySource(Guid Sweep, int Points, int Outside, int Unfinished);
