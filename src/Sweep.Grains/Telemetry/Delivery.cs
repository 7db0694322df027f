using OpenTelemetry;

namespace Sweep.Grains.Telemetry;

/// <summary>Whether all of one signal has reached its collector.</summary>
/// <param name="signal">As people call it.</param>
/// <param name="endpoint">Where it goes.</param>
internal sealed class Delivery(string signal, Uri endpoint)
{
    private volatile bool _failed;
    private volatile bool _isUnderWay;

    /// <summary>"traces to http://localhost:4317": no user, no password, no path.</summary>
    public string Name => $"{signal} to {endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";

    /// <summary>True where the collector did not take something, or has not answered yet: a flush ends before that.</summary>
    public bool IsMissing => _failed || _isUnderWay;

    /// <summary>Something goes to the collector now, one at a time.</summary>
    public void Begin() => _isUnderWay = true;

    public ExportResult Note(ExportResult result)
    {
        _isUnderWay = false;
        if (result == ExportResult.Failure)
            _failed = true;
        return result;
    }
}
