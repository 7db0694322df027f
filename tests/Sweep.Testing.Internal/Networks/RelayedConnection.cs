namespace Sweep.Testing.Networks;

/// <summary>One connection through a <see cref="TcpRelay"/>.</summary>
public abstract class RelayedConnection
{
    /// <summary>Ends once bytes may go on their way; while it waits, nothing gets through and nothing ends.</summary>
    public abstract Task WaitAsync(CancellationToken cancellation);

    /// <summary>Whether these bytes pass; if not, the connection ends before them.</summary>
    public virtual bool MayPass(ReadOnlySpan<byte> bytes, bool fromClient) => true;
}
