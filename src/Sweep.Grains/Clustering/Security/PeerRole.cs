namespace Sweep.Grains.Clustering.Security;

/// <summary>What a certificate lets its holder be in a cluster.</summary>
public enum PeerRole
{
    /// <summary>Its extended key usage names clientAuth: it may call.</summary>
    Client,

    /// <summary>Its extended key usage names serverAuth and clientAuth: it may call and be called, by silos too.</summary>
    Silo,
}
