namespace Sweep.Core.Pruners;

/// <summary>By what a pruner judges the trials that are at a rung.</summary>
public enum PrunerKind
{
    /// <summary>The best 1/<c>factor</c> of a rung go on (Li et al., arXiv 1810.05934, the stopping form), over cumulative cohorts.</summary>
    Asha,

    /// <summary>As <see cref="Asha"/>, in brackets that begin to prune at different rungs (Li et al., arXiv 1603.06560).</summary>
    Hyperband,

    /// <summary>A trial ends whose best value is worse than the median of the others' running means (Golovin et al. 2017, Vizier, §3.2.2).</summary>
    Median,

    /// <summary>A trial that has met its target ends, and is completed.</summary>
    Target,
}
