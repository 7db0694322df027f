namespace Sweep.Web.Keys;

/// <summary>Whether callers without a key may do anything. They may not before it is known that the server listens on loopback alone.</summary>
internal sealed class AccessState
{
    private volatile bool _isOpen;

    public bool IsOpen => _isOpen;

    public void Open() => _isOpen = true;
}
