using Microsoft.Extensions.Logging;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Clustering.Security;

/// <summary>
/// This process's certificate and the authority that it believes, as the files have them: read again for new connections, since
/// certificates are renewed while silos run. Files that are wrong, or half written, change nothing.
/// </summary>
public sealed class TlsKeeper
{
    /// <summary>Time enough to have another issued.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);

    private readonly TlsFiles _files;
    private readonly PeerRole _role;
    private readonly TimeProvider _time;
    private readonly Lock _looking = new();
    private TlsCredentials _credentials;
    private string _seen;
    private long _lookedAt;
    private string? _unusable;

    private TlsKeeper(TlsFiles files, PeerRole role, TimeProvider time, TlsCredentials credentials, string seen)
    {
        _files = files;
        _role = role;
        _time = time;
        _credentials = credentials;
        _seen = seen;
        _lookedAt = time.GetTimestamp();
    }

    internal TimeProvider Time => _time;

    /// <summary>Reads the files for the first time; null where they are wrong, all of which goes to <paramref name="errors"/>.</summary>
    public static TlsKeeper? Open(TlsFiles files, PeerRole role, TimeProvider time, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(errors);
        List<string> own = [];
        var seen = Look(files);
        var credentials = TlsCredentials.Read(files, role, time.GetUtcNow(), own);
        foreach (var error in own)
            errors.Add(error);
        return credentials is null ? null : new TlsKeeper(files, role, time, credentials, seen);
    }

    /// <summary>The certificate's subject, for messages.</summary>
    public string Name => PeerCheck.Name(_credentials.Certificate);

    /// <summary>
    /// What will keep new connections from coming about, or does already once this process starts again; null where nothing will for a fortnight.
    /// </summary>
    public string? Trouble(ILogger logger)
    {
        var until = Current(logger).Certificate.NotAfter.ToUniversalTime();
        if (_unusable is { } unusable)
            return $"the certificate's files cannot be used, and those read before stay: {unusable}";
        return until - _time.GetUtcNow().UtcDateTime < Notice
            ? $"the certificate {Name} of {_files.Certificate.Path} is valid until {PeerCheck.Time(_credentials.Certificate.NotAfter)} only: have another issued and put it there"
            : null;
    }

    /// <summary>What the files hold now, at most a second ago.</summary>
    internal TlsCredentials Current(ILogger logger)
    {
        lock (_looking)
        {
            if (_time.GetElapsedTime(_lookedAt) < LookPeriod)
                return _credentials;
            _lookedAt = _time.GetTimestamp();
            var seen = Look(_files);
            if (seen == _seen)
                return _credentials;
            _seen = seen;
            List<string> errors = [];
            if (TlsCredentials.Read(_files, _role, _time.GetUtcNow(), errors) is { } renewed)
            {
                _credentials = renewed;
                _unusable = null;
                logger.CertificateRenewed(Name, PeerCheck.Time(renewed.Certificate.NotAfter));
            }
            else
            {
                _unusable = string.Join("; ", errors);
                logger.CertificateNotRenewed(_unusable);
            }

            return _credentials;
        }
    }

    /// <summary>All that is in them; what cannot be read is as if it were empty.</summary>
    private static string Look(TlsFiles files) =>
        string.Join('\0', new[] { files.Certificate, files.Key, files.Authority }.Select(file => file.Read([]) ?? ""));
}
