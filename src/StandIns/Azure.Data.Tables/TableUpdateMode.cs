namespace Azure.Data.Tables;

public enum TableUpdateMode
{
    /// <summary>Properties that aren't sent keep their stored value.</summary>
    Merge = 0,

    /// <summary>Properties that aren't sent are lost.</summary>
    Replace = 1,
}
