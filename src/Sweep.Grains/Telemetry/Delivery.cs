using OpenTelemetry;

namespace Sweep.Grains.Telemetry;

/// <summary>Whether all of one signal has reached its collector.</summary>
/// <param name="signal">As people call it.</param>
/// <param name="endpoint">Where it goes.</param>
internal sealed class Delivery(string signal, Uri endpoint)
{
    private volatile bool _failed;

    /// <summary>"traces to http://localhost:4317": no user, no password, no path.</summary>
    public string Name => $"{signal} to {endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";

    public bool HasFailed => _failed;

    public ExportResult Note(ExportResult result)
    {
        if (result == ExportResult.Failure)
            _failed = true;
        return result;
    }
}
