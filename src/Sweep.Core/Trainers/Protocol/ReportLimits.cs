namespace Sweep.Core.Trainers.Protocol;

/// <summary>How much one trial may report: enough for anybody, and a bound for what goes wrong.</summary>
public static class ReportLimits
{
    /// <summary>Bytes of one report.</summary>
    public const int LongestLine = 64 << 10;

    /// <summary>Reports of one run.</summary>
    public const int MostReports = 10_000_000;

    /// <summary>Metrics of one run.</summary>
    public const int MostMetrics = 256;

    /// <summary>Characters of a metric's name.</summary>
    public const int LongestName = 128;
}
