package io.soarbridge.stomp;

import java.io.IOException;

/** The bus has answered with an ERROR frame. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    private final boolean login;

    /** @param login whether it was the answer to CONNECT */
    private RefusedException(String said, boolean login) {
        super(said);
        this.login = login;
    }

    /** @param passcode never shown, should the bus have repeated it */
    static RefusedException of(Frame error, String passcode, boolean login) {
        String said = error.header("message");
        said = said == null ? "without a reason" : said.replace(passcode, "******");
        said = said.replaceAll("\\p{Cntrl}+", " ");
        return new RefusedException(said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said, login);
    }

    boolean atLogin() {
        return login;
    }
}
